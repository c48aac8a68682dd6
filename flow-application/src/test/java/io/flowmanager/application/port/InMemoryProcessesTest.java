package io.flowmanager.application.port;

class InMemoryProcessesTest implements ProcessesContract {
  private final InMemoryProcesses processes = new InMemoryProcesses();

  @Override
  public Processes begin() {
    return processes.begin();
  }

  @Override
  public void end(Processes process) {
    processes.end(process);
  }

  @Override
  public void freeze(Processes process) {
    processes.freeze(process);
  }

  @Override
  public void awaitTheEndOfItsLease(Processes process) {
    processes.takeForGone(process);
  }

  @Override
  public void thaw(Processes process) {
    processes.thaw(process);
  }
}
