package io.flowmanager.application;

import io.flowmanager.domain.id.RequestId;

/**
 * The way that a request came here. A broker delivers it again when whoever had it is gone, served
 * or not; by this it is served once all the same. May be asked from any thread.
 */
public interface Arrival {
  /** A request that is never delivered again. */
  Arrival ONCE =
      new Arrival() {
        @Override
        public RequestId request() {
          return RequestId.NONE;
        }

        @Override
        public boolean mayBeServed() {
          return false;
        }
      };

  /** The same for each delivery of one request; none where that can't be told. */
  RequestId request();

  /**
   * True if someone else may have served it before, or may by now. Only then is it looked for among
   * those that were: two requests that look the same are two, as long as each came once.
   */
  boolean mayBeServed();
}
