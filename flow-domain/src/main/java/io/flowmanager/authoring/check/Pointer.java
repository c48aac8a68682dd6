package io.flowmanager.authoring.check;

/** A place in JSON, as in RFC 6901. */
record Pointer(String text) {
  static final Pointer ACTIONS = new Pointer("/actions");

  Pointer to(String name) {
    return new Pointer(text + '/' + name.replace("~", "~0").replace("/", "~1"));
  }

  Pointer to(int index) {
    return new Pointer(text + '/' + index);
  }

  @Override
  public String toString() {
    return text;
  }
}
