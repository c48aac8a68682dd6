package io.flowmanager.rabbitmq.routes;

import java.util.Optional;

/** The methods that requests come with, upper case as on the wire. */
enum Method {
  GET,
  POST,
  PUT,
  DELETE;

  static Optional<Method> of(String name) {
    for (Method method : values()) {
      if (method.name().equals(name)) {
        return Optional.of(method);
      }
    }
    return Optional.empty();
  }
}
