package io.flowmanager.mysql.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseAddressTest {
  private static Map<String, String> propertiesOf(String params) {
    return DatabaseAddress.parse("u:p@tcp(h:1)/d?" + params).driverProperties();
  }

  @Test
  void readsTheReadmesExample() {
    var address =
        DatabaseAddress.parse(
            "bin-manager:398e02d8-8aaa-11ea-b1f6-9b65a2a4f3a3@tcp(10.126.80.5:3306)/bin_manager");

    assertThat(address.hosts()).isEqualTo("10.126.80.5:3306");
    assertThat(address.database()).isEqualTo("bin_manager");
    assertThat(address.user()).isEqualTo("bin-manager");
    assertThat(address.password()).isEqualTo("398e02d8-8aaa-11ea-b1f6-9b65a2a4f3a3");
    assertThat(address.url()).isEqualTo("jdbc:mysql://10.126.80.5:3306/bin_manager");
  }

  @Test
  void letsAPasswordContainWhateverSeparatesTheParts() {
    var address = DatabaseAddress.parse("user:a@b:c/d@tcp(x:1)/e@tcp(host:3307)/db");

    assertThat(address.user()).isEqualTo("user");
    assertThat(address.password()).isEqualTo("a@b:c/d@tcp(x:1)/e");
    assertThat(address.hosts()).isEqualTo("host:3307");
    assertThat(address.database()).isEqualTo("db");
  }

  @Test
  void fillsInWhatIsLeftOut() {
    assertThat(DatabaseAddress.parse("u:p@tcp(host)/d").hosts()).isEqualTo("host:3306");
    assertThat(DatabaseAddress.parse("u:p@tcp([::1])/d").hosts()).isEqualTo("[::1]:3306");
    assertThat(DatabaseAddress.parse("u:p@tcp([::1]:3307)/d").hosts()).isEqualTo("[::1]:3307");
    assertThat(DatabaseAddress.parse("u:p@tcp/d").hosts()).isEqualTo("127.0.0.1:3306");
    assertThat(DatabaseAddress.parse("u:p@/d").hosts()).isEqualTo("127.0.0.1:3306");
    assertThat(DatabaseAddress.parse("/d").user()).isEmpty();
    assertThat(DatabaseAddress.parse("u@/d").password()).isEmpty();
  }

  @Test
  void understandsTheGoDriversTimeouts() {
    assertThat(propertiesOf("timeout=1m30s&readTimeout=500ms"))
        .containsEntry("connectTimeout", "90000")
        .containsEntry("socketTimeout", "500");
    assertThat(propertiesOf("timeout=1.5s")).containsEntry("connectTimeout", "1500");
  }

  @Test
  void usesTlsOnlyWhereItIsAskedTo() {
    assertThat(propertiesOf("")).containsEntry("sslMode", "DISABLED");
    assertThat(propertiesOf("tls=true")).containsEntry("sslMode", "VERIFY_IDENTITY");
    assertThat(propertiesOf("tls=skip-verify")).containsEntry("sslMode", "REQUIRED");
    assertThat(propertiesOf("tls=preferred")).containsEntry("sslMode", "PREFERRED");
  }

  @Test
  void ignoresWhatMakesNoDifferenceHere() {
    assertThat(
            propertiesOf(
                "parseTime=true&loc=Asia%2FSeoul&charset=utf8mb4,utf8&collation=utf8mb4_general_ci"
                    + "&interpolateParams=true&multiStatements=true&clientFoundRows=true"))
        .isEqualTo(propertiesOf(""));
  }

  @Test
  void setsWhateverElseIsNamedAsAVariableOfTheServer() {
    assertThat(propertiesOf("net_write_timeout=30&sql_mode=%27ANSI%27"))
        .containsEntry("sessionVariables", "net_write_timeout=30,sql_mode='ANSI'");
  }

  @Test
  void readsWhatJdbcCallsIt() {
    var address =
        DatabaseAddress.parse(
            "jdbc:mysql://a:3306,b:3307/db?user=u&password=p%26w&sslMode=REQUIRED");

    assertThat(address)
        .isEqualTo(
            new DatabaseAddress("a:3306,b:3307", "db", "u", "p&w", Map.of("sslMode", "REQUIRED")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "secret",
        "u:secret@tcp(h:1)",
        "u:secret@tcp(h:1)/",
        "u:secret@tcp(h:1/db",
        "u:secret@unix(/tmp/s)/db",
        "u:secret@tcp(h)/db?tls=maybe",
        "u:secret@tcp(h)/db?timeout=soon",
        "u:secret@tcp(h)/db?a;drop=1",
        "jdbc:postgresql://h/db?password=secret",
        "jdbc:mysql://h?password=secret",
        "jdbc:mysql://h/?password=secret"
      })
  void refusesWhatIsNoneWithoutShowingThePassword(String text) {
    assertThatThrownBy(() -> DatabaseAddress.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Expected")
        .hasMessageNotContaining("secret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "user:secret@tcp(host:1)/db?sql_mode=secret",
        "jdbc:mysql://host:1/db?user=user&password=secret"
      })
  void neverShowsThePassword(String text) {
    assertThat(DatabaseAddress.parse(text)).hasToString("host:1/db as user");
  }
}
