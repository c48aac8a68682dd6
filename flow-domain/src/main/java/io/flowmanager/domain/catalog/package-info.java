/** Every type of action, a file each: its options, what they mean, and how it is performed. */
package io.flowmanager.domain.catalog;
