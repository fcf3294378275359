package dev.slipway.document;

import java.util.regex.Pattern;

/** Kinds of text that a document may hold, each with the rule and the rule in words. */
public enum Shape {
  /** Anything that people write. */
  TEXT("(?s).{1,4000}", "1 to 4,000 characters"),
  /** A name of one label: services, sites, receivers, containers. */
  LABEL(
      "[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?",
      "1 to 63 lower-case letters, digits and '-', starting and ending with a letter or digit"),
  /** A name of a Kubernetes object. */
  NAME(
      "[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?",
      "1 to 253 lower-case letters, digits, '-' and '.', starting and ending with a letter or"
          + " digit"),
  /** An image without its version, with or without the registry's host. */
  REPOSITORY(
      "([A-Za-z0-9][A-Za-z0-9.-]*(:[0-9]{1,5})?/)?[a-z0-9]+([._-]+[a-z0-9]+)*(/[a-z0-9]+([._-]+[a-z0-9]+)*)*",
      "a repository without tag or digest, such as registry.example.com/shop/backend or"
          + " shop/backend"),
  /** Host of a registry, with a path in front of all repositories where there is one. */
  REGISTRY(
      "[A-Za-z0-9][A-Za-z0-9.-]*(:[0-9]{1,5})?(/[a-z0-9]+([._-]+[a-z0-9]+)*)*",
      "a host with an optional port and path, such as registry.example.com or localhost:5000/shop"),
  /** Scheme and host. */
  ORIGIN(
      "https?://[A-Za-z0-9][A-Za-z0-9.-]*(:[0-9]{1,5})?",
      "http:// or https://, a host and an optional port, without a path"),
  /** An address with or without a path. */
  URL(
      "https?://[A-Za-z0-9][A-Za-z0-9.-]*(:[0-9]{1,5})?(/\\S*)?",
      "an address that starts with http:// or https://"),
  /** Path of a request. */
  PATH("/\\S*", "a path that starts with '/' and has no blanks"),
  /** Host name without scheme. */
  HOST("[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?", "a host name without scheme, port or path"),
  /** RFC 6901. */
  POINTER("(/[^/]*)+", "a JSON pointer that starts with '/', such as /status"),
  /** Never the secret itself. */
  SECRET_REF(
      "env:[A-Za-z_][A-Za-z0-9_]*|file:/\\S+|kubernetes://[^/\\s]+/[^/#\\s]+#\\S+",
      "a reference: env:NAME, file:/path or kubernetes://namespace/name#key; never the secret"
          + " itself"),
  /** Never the secret itself; read by who sends notices, where no cluster is near. */
  NOTICE_SECRET_REF(
      "env:[A-Za-z_][A-Za-z0-9_]*|file:/\\S+",
      "a reference: env:NAME or file:/path, read where notices are sent; never the secret itself"),
  /** Searched for in log lines, or matched against tags. */
  REGEX("(?s).{1,1000}", "a regular expression of 1 to 1,000 characters"),
  /** A mail address. */
  MAIL("[^@\\s]+@[^@\\s]+\\.[^@\\s]+", "a mail address"),
  /** HTTP method. */
  METHOD(
      "GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS", "GET, POST, PUT, PATCH, DELETE, HEAD or OPTIONS"),
  /** Name of a variable. */
  VARIABLE("[A-Za-z_][A-Za-z0-9_]{0,99}", "a letter or '_', then letters, digits and '_'"),
  /** Label selector of Kubernetes, equality only. */
  SELECTOR(
      "[A-Za-z0-9./_-]+=[A-Za-z0-9._-]*(,[A-Za-z0-9./_-]+=[A-Za-z0-9._-]*)*",
      "labels as key=value, separated by ','");

  private final Pattern pattern;
  private final String words;

  Shape(String pattern, String words) {
    this.pattern = Pattern.compile(pattern);
    this.words = words;
  }

  /** The whole text must match. */
  public Pattern pattern() {
    return pattern;
  }

  /** The rule, to stand after "is not ". */
  public String words() {
    return words;
  }
}
