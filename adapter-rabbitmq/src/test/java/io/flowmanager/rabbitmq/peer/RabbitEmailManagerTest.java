package io.flowmanager.rabbitmq.peer;

import static io.flowmanager.rabbitmq.peer.Examples.ACTIVEFLOW;
import static io.flowmanager.rabbitmq.peer.Examples.CUSTOMER;
import static io.flowmanager.rabbitmq.peer.Examples.REFERENCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowmanager.domain.action.Address;
import io.flowmanager.domain.step.Done;
import io.flowmanager.domain.step.EmailRequest.Attachment;
import io.flowmanager.domain.step.EmailRequest.SendEmail;
import java.util.List;
import org.junit.jupiter.api.Test;

class RabbitEmailManagerTest {
  private final ScriptedRpc rpc = new ScriptedRpc();
  private final RabbitEmailManager emails = new RabbitEmailManager(rpc);

  private static final SendEmail EMPTY =
      new SendEmail(CUSTOMER, ACTIVEFLOW, List.of(), "", "", List.of());

  @Test
  void sendsAMail() {
    rpc.answer("{\"id\":\"e0000000-0000-4000-8000-000000000001\"}");

    Done sent =
        emails.send(
            new SendEmail(
                CUSTOMER,
                ACTIVEFLOW,
                List.of(Address.of("email", "a@b.c"), Address.of("email", "d@e.f")),
                "subject",
                "<p>content</p>",
                List.of(new Attachment("recording", REFERENCE))));

    assertThat(rpc.asked())
        .isEqualTo(
            "bin-manager.email-manager.request: POST /v1/emails, \"application/json\","
                + " 3 s {\"customer_id\":\"c0000000-0000-4000-8000-000000000001\","
                + "\"activeflow_id\":\"af000000-0000-4000-8000-000000000001\","
                + "\"destinations\":[{\"type\":\"email\",\"target\":\"a@b.c\"},"
                + "{\"type\":\"email\",\"target\":\"d@e.f\"}],\"subject\":\"subject\","
                + "\"content\":\"<p>content</p>\","
                + "\"attachments\":[{\"reference_type\":\"recording\","
                + "\"reference_id\":\"ca000000-0000-4000-8000-000000000001\"}]}");
    assertThat(sent).isEqualTo(Done.DONE);
  }

  @Test
  void sendsNullForListsThatTheAuthorLeftOut() {
    emails.send(EMPTY);

    assertThat(rpc.asked())
        .isEqualTo(
            "bin-manager.email-manager.request: POST /v1/emails, \"application/json\","
                + " 3 s {\"customer_id\":\"c0000000-0000-4000-8000-000000000001\","
                + "\"activeflow_id\":\"af000000-0000-4000-8000-000000000001\","
                + "\"destinations\":null,\"subject\":\"\",\"content\":\"\",\"attachments\":null}");
  }

  @Test
  void expectsAMail() {
    rpc.assertUnexpected(() -> emails.send(EMPTY), "[]", "\"text\"");
  }
}
