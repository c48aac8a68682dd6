package io.flowmanager.application.port;

import io.flowmanager.domain.id.CaseId;
import io.flowmanager.domain.step.ContactRequest.AddNote;
import io.flowmanager.domain.step.ContactRequest.CreateCase;
import io.flowmanager.domain.step.Done;

/**
 * Keeps cases.
 *
 * <p>Every method may be called from any thread, waits for a bounded time, and fails with
 * SERVICE_UNAVAILABLE where no answer came, or with what the service says.
 */
public interface ContactManager {
  CaseId createCase(CreateCase request);

  Done addNote(AddNote request);
}
