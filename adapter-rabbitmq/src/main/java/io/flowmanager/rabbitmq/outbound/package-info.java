/**
 * Messages that leave: publishing with confirms, questions to other services with timeouts and
 * circuit breakers, delays, and our events.
 */
package io.flowmanager.rabbitmq.outbound;
