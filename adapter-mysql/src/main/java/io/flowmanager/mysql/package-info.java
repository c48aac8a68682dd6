/**
 * The things that outlive the process: flows, activeflows with their variables and steps, and
 * events that wait to be published. MySQL from 8 on, MariaDB from 10.6 on.
 *
 * <p>{@link MysqlDatabase} is the way in. The tables' classes in {@code schema} are made from the
 * migrations when this is built; no record or field of them leaves the package.
 */
package io.flowmanager.mysql;
