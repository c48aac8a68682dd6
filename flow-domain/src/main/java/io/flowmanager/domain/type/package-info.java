/**
 * The vocabulary in which a type of action is described: its options, how it is performed, where it
 * leads. Types of one's own are made of it like those of the {@linkplain
 * io.flowmanager.domain.catalog catalog}.
 */
@NullMarked
package io.flowmanager.domain.type;

import org.jspecify.annotations.NullMarked;
