package io.flowmanager.domain.step;

import static java.util.Objects.requireNonNull;

import io.flowmanager.domain.activeflow.Reference;

/** A request to whoever knows the thing that an activeflow runs for. */
public sealed interface ReferenceRequest<R> extends Request<R> {

  /**
   * The public representation of a call or conversation, as JSON text. "" for other references, and
   * where whoever knows does not say.
   */
  record DescribeReference(Reference reference) implements ReferenceRequest<String> {
    public DescribeReference {
      requireNonNull(reference, "reference");
    }

    @Override
    public String usualAnswer(Outside outside) {
      return "";
    }

    @Override
    public boolean onlyLooks() {
      return true;
    }
  }
}
