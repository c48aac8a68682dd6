package io.flowmanager.application.json;

/** JSON texts as they are expected, written in lines that a person can read. */
final class Golden {
  private Golden() {}

  /** All lines put together; white space at their beginning counts for nothing. */
  static Json json(String lines) {
    return Json.of(lines.lines().map(String::strip).reduce("", String::concat));
  }
}
