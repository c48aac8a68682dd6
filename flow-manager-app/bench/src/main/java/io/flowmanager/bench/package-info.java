/**
 * The load that tells how fast a flow manager is: {@link io.flowmanager.bench.Bench} puts load on one over
 * RabbitMQ, plays all the other services meanwhile, and measures a {@link
 * io.flowmanager.bench.BareWorker} beside it, which does nothing but what can't be left out.
 *
 * <p>It knows the wire alone, so any implementation can be measured that serves the same queues.
 */
package io.flowmanager.bench;
