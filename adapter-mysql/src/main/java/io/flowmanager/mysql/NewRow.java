package io.flowmanager.mysql;

import java.util.List;
import org.jooq.Field;
import org.jooq.Table;

/**
 * A row that is to be added.
 *
 * @param columns for one table always the same ones
 * @param values in the order of the columns; null: NULL
 */
record NewRow(Table<?> table, List<Field<?>> columns, List<?> values) {}
