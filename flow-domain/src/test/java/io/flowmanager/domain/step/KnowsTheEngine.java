package io.flowmanager.domain.step;

import io.flowmanager.domain.engine.Limits;

/** A thing that no class of this package may do. It is here for a rule to find. */
record KnowsTheEngine(Limits limits) {}
