package dev.slipway.ledger;

/**
 * A database role with its password.
 *
 * @param user name of the role, 1 to 63 letters, digits, '_' and '-'
 * @param password may be empty where the server asks for none; never printed
 */
public record Login(String user, String password) {
  public Login {
    if (user == null || !user.matches("[A-Za-z0-9_-]{1,63}")) {
      throw new IllegalArgumentException(
          "database user '%s' is not valid: use 1 to 63 letters, digits, '_' and '-'"
              .formatted(user));
    }
    password = password == null ? "" : password;
  }

  @Override
  public String toString() {
    return user + " (password not shown)";
  }
}
