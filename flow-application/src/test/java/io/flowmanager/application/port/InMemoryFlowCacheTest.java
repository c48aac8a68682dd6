package io.flowmanager.application.port;

class InMemoryFlowCacheTest implements FlowCacheContract {
  private final FlowCache flows = new InMemoryFlowCache();

  @Override
  public FlowCache flows() {
    return flows;
  }
}
