package io.flowmanager.rabbitmq.peer;

import static io.flowmanager.rabbitmq.peer.Examples.CUSTOMER;
import static org.assertj.core.api.Assertions.assertThat;

import io.flowmanager.domain.step.Done;
import io.flowmanager.domain.step.WebhookRequest.SendWebhook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RabbitWebhookManagerTest {
  private final ScriptedRpc rpc = new ScriptedRpc();
  private final RabbitWebhookManager webhooks = new RabbitWebhookManager(rpc);

  private static SendWebhook sending(String data) {
    return new SendWebhook(CUSTOMER, "https://example.com/hook", "PUT", "application/json", data);
  }

  @Test
  void sendsDataToAnAddressOutside() {
    Done sent = webhooks.send(sending("{\"number\":\"+15550001\"}"));

    assertThat(rpc.asked())
        .isEqualTo(
            "bin-manager.webhook-manager.request: POST /v1/webhook_destinations,"
                + " \"application/json\", 3 s {\"customer_id\":\"c0000000-0000-4000-8000-00000000"
                + "0001\",\"uri\":\"https://example.com/hook\",\"method\":\"PUT\","
                + "\"data_type\":\"application/json\",\"data\":{\"number\":\"+15550001\"}}");
    assertThat(sent).isEqualTo(Done.DONE);
  }

  @Test
  void sendsEveryMemberAlsoWhereItIsEmpty() {
    webhooks.send(new SendWebhook(CUSTOMER, "", "", "", "1"));

    assertThat(rpc.asked())
        .isEqualTo(
            "bin-manager.webhook-manager.request: POST /v1/webhook_destinations,"
                + " \"application/json\", 3 s {\"customer_id\":\"c0000000-0000-4000-8000-00000000"
                + "0001\",\"uri\":\"\",\"method\":\"\",\"data_type\":\"\",\"data\":1}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"b\": 1,\n \"a\": 2}",
        "[1, 2]",
        "\"quoted\"",
        "1e400",
        "0.10",
        "true",
        "null",
        "\"\\u00e9\""
      })
  void sendsJsonAsItStands(String json) {
    webhooks.send(sending(json));

    assertThat(rpc.asked()).endsWith(",\"data\":" + json + "}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | \"\"",
        "not json | \"not json\"",
        "{a} | \"{a}\"",
        "say \"hi\" | \"say \\\"hi\\\"\""
      })
  void sendsAnyOtherTextAsOneJsonString(String text, String json) {
    webhooks.send(sending(text));

    assertThat(rpc.asked()).endsWith(",\"data\":" + json + "}");
  }

  @Test
  void doesNotLookAtWhatIsAnswered() {
    rpc.answer("5");

    assertThat(webhooks.send(sending("1"))).isEqualTo(Done.DONE);
  }
}
