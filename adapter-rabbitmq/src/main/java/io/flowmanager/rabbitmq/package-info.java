/**
 * Everyone else, over their queues: requests in and answers out, requests to other services, events
 * out and in.
 *
 * <p>{@link io.flowmanager.rabbitmq.connection.RabbitConnection} keeps one connection up for ever;
 * everything else works over a channel of its own on it, and gets a new one after each loss.
 */
package io.flowmanager.rabbitmq;
