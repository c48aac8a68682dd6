package io.flowmanager.mysql;

import java.sql.SQLException;

/** The server refused changes of several requests together; which one it minded is not known. */
final class GroupCommitException extends SQLException {
  private static final long serialVersionUID = 1;

  GroupCommitException(SQLException cause) {
    super(cause.getMessage(), cause.getSQLState(), cause.getErrorCode(), cause);
  }
}
