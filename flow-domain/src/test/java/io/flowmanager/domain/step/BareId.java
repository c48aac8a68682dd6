package io.flowmanager.domain.step;

import java.util.UUID;

/** A thing that no request may have. It is here for a rule to find. */
record BareId(UUID value) {}
