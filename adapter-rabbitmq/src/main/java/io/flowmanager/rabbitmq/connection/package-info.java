/**
 * The one connection to the broker and the channels on it, opened again when they are lost; the
 * queues and exchanges that have to be there; and frames, with a bound on their length.
 */
package io.flowmanager.rabbitmq.connection;
