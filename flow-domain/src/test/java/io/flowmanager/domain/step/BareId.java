package io.flowmanager.domain.step;

import java.util.UUID;

/** What no request may have. It is here for a rule to find. */
record BareId(UUID value) {}
