/**
 * The platform's other services, one class for each, with its queue and its time-outs on top.
 *
 * <p>What cannot be read of an answer, or lacks what the flow needs, is an UNEXPECTED_ANSWER; a
 * refusal is passed on in the service's own words.
 */
package io.flowmanager.rabbitmq.peer;
