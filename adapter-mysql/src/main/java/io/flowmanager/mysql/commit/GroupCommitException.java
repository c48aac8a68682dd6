package io.flowmanager.mysql.commit;

import java.sql.SQLException;

/** The server refused changes of several requests together; which one it minded is not known. */
public final class GroupCommitException extends SQLException {
  private static final long serialVersionUID = 1;

  public GroupCommitException(SQLException cause) {
    super(cause.getMessage(), cause.getSQLState(), cause.getErrorCode(), cause);
  }
}
