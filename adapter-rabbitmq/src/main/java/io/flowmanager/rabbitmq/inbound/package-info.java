/**
 * From a delivery to its answer: consumers, the router and the interceptors around a handler, the
 * executors that keep order, and the listeners for requests and events.
 */
package io.flowmanager.rabbitmq.inbound;
