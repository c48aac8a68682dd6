package io.flowmanager.app.cli;

/** The status that a command ends with. Scripts rely on the numbers. */
public final class Exit {
  public static final int OK = 0;

  /** The daemon refused, or what was asked for can't be done. */
  public static final int FAILED = 1;

  /** The command line can't be understood. */
  public static final int USAGE = 2;

  /** There is no daemon to ask, or it does not answer. */
  public static final int NOBODY = 3;

  private Exit() {}
}
