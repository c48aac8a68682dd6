package io.flowmanager.domain.type;

/** Categories of actions, as somebody sees them who looks at a picture of the flow. */
public enum Category {
  /** The caller hears something. */
  SPEAKS,
  /** It waits for the caller, or just waits. */
  LISTENS,
  /** The ways part. */
  DECIDES,
  /** Others are to do something. */
  ASKS,
  /** Something inside the activeflow changes. */
  WORKS,
  /** The flow or the call ends. */
  LEAVES
}
