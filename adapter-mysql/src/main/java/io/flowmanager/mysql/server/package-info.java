/**
 * The database server: connections and their pools, what it can be trusted with, its schema, and
 * what its failures mean.
 */
package io.flowmanager.mysql.server;
