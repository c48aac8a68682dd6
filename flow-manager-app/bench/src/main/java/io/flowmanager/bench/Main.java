package io.flowmanager.bench;

import io.flowmanager.app.config.StartException;
import io.flowmanager.app.daemon.Termination;
import java.util.List;

/** The command {@code ./flow-manager bench}. */
public final class Main {
  private static final int FAILED = 1;

  private Main() {}

  public static void main(String[] flags) {
    Termination termination = Termination.interrupting(Thread.currentThread());
    int status = FAILED;
    try {
      status = Bench.run(List.of(flags), System.out, System.err);
    } catch (InterruptedException ended) {
      System.err.println("flow-manager: stopped before it had measured");
    } catch (StartException useless) {
      System.err.println("flow-manager: " + useless.getMessage());
    } finally {
      termination.done(); // also where a bug ends it, with the JVM's own status
    }
    System.exit(status);
  }
}
