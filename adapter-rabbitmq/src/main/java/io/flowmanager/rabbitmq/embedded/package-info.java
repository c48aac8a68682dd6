/** A broker inside this process: for tests, the demo and a daemon that needs nothing installed. */
package io.flowmanager.rabbitmq.embedded;
