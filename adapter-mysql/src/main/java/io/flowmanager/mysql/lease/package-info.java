/** The processes that share the database: each renews a lease, and is gone once it does not. */
package io.flowmanager.mysql.lease;
