package io.flowmanager.app.http;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * Something that has to be so for the process to be of use.
 *
 * @param of what is looked at: {@code database}
 * @param trouble what is not as it should be, for an operator; empty if nothing. May take its time,
 *     but is not waited for longer than {@link Readiness#TIME_MAX}
 */
public record Check(String of, Supplier<Optional<String>> trouble) {}
