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
}
