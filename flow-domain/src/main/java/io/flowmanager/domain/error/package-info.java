/** What can go wrong, in words that callers can act on. */
package io.flowmanager.domain.error;
