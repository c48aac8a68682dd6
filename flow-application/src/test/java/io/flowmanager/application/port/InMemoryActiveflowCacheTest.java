package io.flowmanager.application.port;

class InMemoryActiveflowCacheTest implements ActiveflowCacheContract {
  private final ActiveflowCache activeflows = new InMemoryActiveflowCache();

  @Override
  public ActiveflowCache activeflows() {
    return activeflows;
  }
}
