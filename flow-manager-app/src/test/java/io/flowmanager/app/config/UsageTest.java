package io.flowmanager.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UsageTest {

  @Test
  void beginsWithWhatOperatorsKnowToTheLetter() {
    assertThat(Usage.text())
        .startsWith(
            """
            Usage of ./flow-manager:
              -dbDSN string
                    database dsn for flow-manager. (default "testid:testpassword@tcp(127.0.0.1:3306)/test")
              -prom_endpoint string
                    endpoint for prometheus metric collecting. (default "/metrics")
              -prom_listen_addr string
                    endpoint for prometheus metric collecting. (default ":2112")
              -rabbit_addr string
                    rabbitmq service address. (default "amqp://guest:guest@localhost:5672")
              -rabbit_exchange_delay string
                    rabbitmq exchange name for delayed messaging. (default "bin-manager.delay")
              -rabbit_queue_event string
                    rabbitmq queue name for event notify (default "bin-manager.flow-manager.event")
              -rabbit_queue_listen string
                    rabbitmq queue name for request listen (default "bin-manager.flow-manager.request")
              -redis_addr string
                    redis address. (default "127.0.0.1:6379")
              -redis_db int
                    redis database. (default 1)
              -redis_password string
                    redis password
            """);
  }

  @Test
  void namesEverySettingAndItsVariableOnce() {
    assertThat(Setting.all())
        .allSatisfy(setting ->
            assertThat(Usage.text())
                .containsOnlyOnce(
                    "\n  -%s\n".formatted((setting.flag() + " " + setting.type()).strip()))
                .containsOnlyOnce("\n  " + setting.variable() + " "));
  }

  @Test
  void writesOwnFlagsLikeTheOthers() {
    assertThat(Usage.text())
        .contains(
            """
              -embedded
                    bring a broker and a database of one's own, and no redis.
            """)
        .contains(
            """
              -limit_in_a_row int
                    how many actions may be performed before one is handed over. (default 100)
            """);
  }
}
