/**
 * Every request that is answered, one line each, and how its words become a use case's.
 *
 * <p>{@link io.flowmanager.rabbitmq.routes.Routes} is the table; the three classes beside it read
 * and answer.
 */
package io.flowmanager.rabbitmq.routes;
