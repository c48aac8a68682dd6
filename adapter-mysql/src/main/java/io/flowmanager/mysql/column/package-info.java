/** The Java types of columns that are no type of the database: ids and moments. */
package io.flowmanager.mysql.column;
