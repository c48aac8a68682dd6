package io.flowmanager.mysql.server;

import io.flowmanager.mysql.column.UuidBytes;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;

/**
 * A lock that the server keeps by name, as {@code GET_LOCK} gives it: it belongs to a connection,
 * and goes with it. No row and no transaction has to do with it.
 */
public final class NamedLock {
  private final Field<String> name;

  private NamedLock(Field<String> name) {
    this.name = name;
  }

  /** A lock of each database: names are the whole server's, and at most 64 characters. */
  static NamedLock ofDatabase(String purpose) {
    return new NamedLock(
        DSL.concat(DSL.inline(purpose + ":"), DSL.md5(DSL.function("database", String.class))));
  }

  /** A lock of each id, whatever the database. */
  public static NamedLock of(String purpose, UUID id) {
    return new NamedLock(DSL.inline(purpose + ":" + HexFormat.of().formatHex(UuidBytes.of(id))));
  }

  /**
   * Has the connection hold it.
   *
   * @param wait for whoever else holds it, in whole seconds
   * @return false: someone else still does
   */
  public boolean take(DSLContext on, Duration wait) {
    Field<Integer> taken =
        DSL.function("get_lock", Integer.class, name, DSL.inline(wait.toSeconds()));
    return Objects.equals(on.select(taken).fetchSingle().value1(), 1);
  }

  void release(DSLContext on) {
    on.select(DSL.function("release_lock", Integer.class, name)).fetch();
  }

  /** True if anyone holds it. */
  public boolean isHeld(DSLContext on) {
    return on.select(DSL.function("is_used_lock", Long.class, name)).fetchSingle().value1() != null;
  }
}
