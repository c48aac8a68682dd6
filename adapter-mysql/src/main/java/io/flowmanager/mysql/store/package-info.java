/** The stores, one class for each table, and how each thing is laid out as a row. */
package io.flowmanager.mysql.store;
