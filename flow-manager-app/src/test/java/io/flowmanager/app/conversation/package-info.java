/**
 * Conversations recorded from the original, had again with a running daemon.
 *
 * <p>Each file in {@code conversations/} is what callers send, and what the original answered,
 * asked its peers and published. {@link io.flowmanager.app.conversation.Player} plays the callers
 * and all the peers, over AMQP; {@link io.flowmanager.app.conversation.Comparison} tells where what
 * happened differs, by the rules that its Javadoc lists.
 */
package io.flowmanager.app.conversation;
