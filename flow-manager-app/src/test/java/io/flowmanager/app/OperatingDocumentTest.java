package io.flowmanager.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.flowmanager.app.cache.NearActiveflowCache;
import io.flowmanager.app.daemon.Daemon;
import io.flowmanager.application.flow.CreateFlow;
import io.flowmanager.application.flow.Flows;
import io.flowmanager.application.json.ValueJson;
import io.flowmanager.application.port.Page;
import io.flowmanager.application.publication.OutboxPublisher;
import io.flowmanager.domain.activeflow.Progress;
import io.flowmanager.domain.activeflow.Stacks;
import io.flowmanager.domain.activeflow.StartingVariables;
import io.flowmanager.domain.catalog.ActionCatalog;
import io.flowmanager.domain.engine.Limits;
import io.flowmanager.domain.variable.OfferedVariables;
import io.flowmanager.domain.variable.Placeholders;
import io.flowmanager.domain.variable.Variables;
import io.flowmanager.mysql.server.MysqlDatabase;
import io.flowmanager.rabbitmq.RabbitSettings;
import io.flowmanager.redis.Redis;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The limits that operators read of, and those that are. */
class OperatingDocumentTest {
  private static final Path DOCUMENT = Path.of("../docs/operating.md");

  private static final Pattern ROW =
      Pattern.compile(
          "(?m)^\\| [^|]+ \\| `(?<class>[A-Z]\\w+)\\.(?<constant>[A-Z_]+)` \\| (?<value>[^|]+)"
              + " \\|$");

  private static final List<Class<?>> PLACES =
      List.of(
          ActionCatalog.class,
          OutboxPublisher.class,
          CreateFlow.class,
          Daemon.class,
          Flows.class,
          Limits.class,
          MysqlDatabase.class,
          NearActiveflowCache.class,
          Page.class,
          Placeholders.class,
          Progress.class,
          RabbitSettings.class,
          Redis.class,
          Stacks.class,
          StartingVariables.class,
          ValueJson.class,
          Variables.class);

  private static final List<String> ELSEWHERE =
      List.of(
          "io.flowmanager.application.activeflow.Interpreter",
          "io.flowmanager.mysql.server.Migration",
          "io.flowmanager.application.memory.MemoryLimiter",
          "io.flowmanager.application.memory.HeapBudget",
          "io.flowmanager.rabbitmq.Message",
          "io.flowmanager.rabbitmq.outbound.ConfirmedPublisher",
          "io.flowmanager.mysql.commit.UnitOfWork",
          "io.flowmanager.application.memory.MessageMemoryLimiter");

  @TestFactory
  Stream<DynamicTest> saysEveryLimitAsItIs() throws IOException {
    List<MatchResult> rows = ROW.matcher(Files.readString(DOCUMENT)).results().toList();
    assertThat(rows).hasSizeGreaterThan(12);

    return rows.stream()
        .map(row ->
            DynamicTest.dynamicTest(
                row.group(1) + "." + row.group(2),
                () -> assertThat(row.group(3)).isEqualTo(written(constant(row)))));
  }

  @Test
  void saysHowFarAFlowMayRun() throws IOException {
    assertThat(Files.readString(DOCUMENT))
        .contains("| `-limit_in_a_row` | %s |".formatted(written(Limits.STANDARD.inARow())))
        .contains("| `-limit_in_a_life` | %s |".formatted(written(Limits.STANDARD.inALife())))
        .contains(
            "| `OfferedVariables` | %d; %s; %s; %s |"
                .formatted(
                    OfferedVariables.COUNT_MAX,
                    written(OfferedVariables.VALUE_BYTES_MAX),
                    written(OfferedVariables.TOTAL_BYTES_MAX),
                    written(OfferedVariables.MERGED_BYTES_MAX)));
  }

  private static Object constant(MatchResult row) throws ReflectiveOperationException {
    Field field = place(row.group(1)).getDeclaredField(row.group(2));
    field.setAccessible(true);
    return field.get(null);
  }

  private static Class<?> place(String name) throws ClassNotFoundException {
    for (Class<?> place : PLACES) {
      if (place.getSimpleName().equals(name)) {
        return place;
      }
    }
    for (String place : ELSEWHERE) {
      if (place.endsWith("." + name)) {
        return Class.forName(place);
      }
    }
    throw new ClassNotFoundException(name);
  }

  /** As the document writes it. */
  private static String written(Object limit) {
    if (limit instanceof Duration duration) {
      return duration.toHours() > 0
          ? duration.toHours() + " h"
          : duration.toMillis() < 1000 ? duration.toMillis() + " ms" : duration.toSeconds() + " s";
    }
    long number = ((Number) limit).longValue();
    if (number % (1024 * 1024) == 0) {
      return number / 1024 / 1024 + " MiB";
    }
    return number % 1024 == 0
        ? number / 1024 + " KiB"
        : "%,d".formatted(number).replaceAll("[^0-9]", number < 10_000 ? "" : " ");
  }
}
