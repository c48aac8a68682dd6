package io.flowmanager.mysql.commit;

import java.sql.SQLException;

/** There is a row of this key already. Our bug, unless the caller chose the key. */
public final class DuplicateKeyException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public DuplicateKeyException(SQLException cause) {
    super("Expected the row to be new, but there is one already", cause);
  }
}
