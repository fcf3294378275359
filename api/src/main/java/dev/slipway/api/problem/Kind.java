package dev.slipway.api.problem;

/**
 * Every kind of no that the API knows; the name is part of the problem's type and never changes.
 */
public enum Kind {
  /** The request cannot be read. */
  MALFORMED(400, "The request cannot be read"),
  /** No token, an unknown one, or one that has expired. */
  UNAUTHENTICATED(401, "A valid token is needed"),
  /** The token lacks a role or the scope. */
  FORBIDDEN(403, "The token does not allow this"),
  /** The named thing does not exist. */
  NOT_FOUND(404, "Not found"),
  /** The path exists, the method does not. */
  METHOD_NOT_ALLOWED(405, "The method is not allowed here"),
  /** No answer can be given in a form that the caller accepts. */
  NOT_ACCEPTABLE(406, "The answer cannot be given in that form"),
  /** The request came too slowly. */
  TOO_SLOW(408, "The request came too slowly"),
  /** The run or thing is in a state that does not allow this. */
  CONFLICT(409, "The present state does not allow this"),
  /** A person's message was judged by the run and refused; the ledger has it. */
  REFUSED(409, "Refused by the run"),
  /** The body is larger than the limit. */
  TOO_LARGE(413, "The request is too large"),
  /** The media type is not one that is read here. */
  UNSUPPORTED_MEDIA_TYPE(415, "The media type is not supported"),
  /** Readable, but fields are wrong. */
  INVALID(422, "The request is not valid"),
  /** The idempotency key was used for another request. */
  KEY_REUSED(422, "The idempotency key was used for another request"),
  /** More requests than can be served in good time; try again. */
  BUSY(429, "Too many requests at the moment"),
  /** A bug of ours. */
  INTERNAL(500, "Slipway failed"),
  /** Something that the answer depends on does not answer; try again. */
  UNAVAILABLE(503, "Not available at the moment");

  private final int status;
  private final String title;

  Kind(int status, String title) {
    this.status = status;
    this.title = title;
  }

  public int status() {
    return status;
  }

  public String title() {
    return title;
  }

  /** The nearest kind for a status that a framework chose. */
  public static Kind ofStatus(int status) {
    for (Kind kind : values()) {
      if (kind.status == status) {
        return kind;
      }
    }
    return status < 500 ? MALFORMED : INTERNAL;
  }
}
