package io.flowmanager.rabbitmq;

/** The methods of requests, as they are written on the wire. */
public enum Method {
  GET,
  POST,
  PUT,
  DELETE
}
