package io.flowmanager.mysql.server;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of the database, and the user that we are there. It never shows the password.
 *
 * @param hosts e.g. {@code 127.0.0.1:3306}; several with commas between, of which the driver takes
 *     the first that answers
 * @param driverProperties further wishes, by the names that Connector/J has for them
 */
public record DatabaseAddress(
    String hosts,
    String database,
    String user,
    String password,
    Map<String, String> driverProperties) {

  private static final String JDBC = "jdbc:mysql://";
  private static final String PORT_STANDARD = "3306";

  /**
   * The parameters that the Go driver knows, and what makes no difference here: said once, so that
   * it is known.
   */
  private static final Set<String> OF_NO_MEANING_HERE =
      Set.of(
          "allowAllFiles", // never wanted
          "allowCleartextPasswords",
          "allowFallbackToPlaintext",
          "allowNativePasswords", // Connector/J always does
          "allowOldPasswords",
          "charset", // always utf8mb4
          "checkConnLiveness", // the pool does
          "clientFoundRows", // always found rows
          "collation", // each column has its own
          "columnsWithAlias",
          "compress",
          "connectionAttributes",
          "interpolateParams",
          "loc", // always UTC
          "maxAllowedPacket", // the server's is asked for
          "multiStatements",
          "parseTime",
          "rejectReadOnly", // a read-only server is one that can't be reached
          "serverPubKey",
          "timeTruncate", // always microseconds
          "writeTimeout"); // readTimeout bounds both

  private static final Pattern GO_DURATION =
      Pattern.compile("(?:\\d+(?:\\.\\d+)?(?:ns|us|µs|ms|s|m|h))+");
  private static final Pattern GO_DURATION_PART =
      Pattern.compile("(\\d+(?:\\.\\d+)?)(ns|us|µs|ms|s|m|h)");
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  public DatabaseAddress {
    requireNonNull(hosts, "hosts");
    requireNonNull(user, "user");
    requireNonNull(password, "password");
    driverProperties = Collections.unmodifiableMap(new LinkedHashMap<>(driverProperties));
    if (database.isEmpty()) {
      throw new IllegalArgumentException(
          "Expected the name of a database after the host, but there is none");
    }
  }

  /**
   * Reads {@code user:password@tcp(host:port)/database?params}, as the Go driver does: the last @
   * and the last / count, so a password may contain both, and its first : ends the user. Or {@code
   * jdbc:mysql://host:port/database?params}, with {@code user} and {@code password} among the
   * params.
   *
   * @throws IllegalArgumentException if it is neither
   */
  public static DatabaseAddress parse(String text) {
    return text.startsWith("jdbc:") ? ofJdbc(text) : ofGo(text);
  }

  /** This, with another user. */
  public DatabaseAddress as(String otherUser, String otherPassword) {
    return new DatabaseAddress(hosts, database, otherUser, otherPassword, driverProperties);
  }

  /** This, in another database of the same server. */
  public DatabaseAddress in(String otherDatabase) {
    return new DatabaseAddress(hosts, otherDatabase, user, password, driverProperties);
  }

  /** The address as JDBC calls it, without user and wishes. */
  public String url() {
    return JDBC + hosts + "/" + database;
  }

  private static DatabaseAddress ofJdbc(String text) {
    if (!text.startsWith(JDBC)) {
      throw new IllegalArgumentException(
          "Expected a database address that begins with %s, but it begins with %s"
              .formatted(
                  JDBC, text.substring(0, Math.min(text.length(), text.indexOf(':', 5) + 1))));
    }
    int question = text.indexOf('?');
    String place = text.substring(JDBC.length(), question < 0 ? text.length() : question);
    int slash = place.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException(
          "Expected %shost:port/database, but there is no / after the host".formatted(JDBC));
    }
    Map<String, String> params = params(question < 0 ? "" : text.substring(question + 1));
    String user = params.getOrDefault("user", "");
    String password = params.getOrDefault("password", "");
    params.keySet().removeAll(Set.of("user", "password"));
    return new DatabaseAddress(
        place.substring(0, slash), decoded(place.substring(slash + 1)), user, password, params);
  }

  private static DatabaseAddress ofGo(String text) {
    int slash = text.lastIndexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException(
          "Expected user:password@tcp(host:port)/database, but there is no / in it");
    }
    String before = text.substring(0, slash);
    String after = text.substring(slash + 1);
    int at = before.lastIndexOf('@');
    String credentials = at < 0 ? "" : before.substring(0, at);
    int colon = credentials.indexOf(':');
    int question = after.indexOf('?');
    return new DatabaseAddress(
        goHost(before.substring(at + 1)),
        decoded(question < 0 ? after : after.substring(0, question)),
        colon < 0 ? credentials : credentials.substring(0, colon),
        colon < 0 ? "" : credentials.substring(colon + 1),
        goProperties(params(question < 0 ? "" : after.substring(question + 1))));
  }

  private static String goHost(String network) {
    int open = network.indexOf('(');
    String protocol = open < 0 ? network : network.substring(0, open);
    if (!protocol.isEmpty() && !protocol.equals("tcp")) {
      throw new IllegalArgumentException(
          "Expected tcp(host:port) before the database, but the protocol is \"%s\""
              .formatted(protocol));
    }
    if (open < 0) {
      return "127.0.0.1:" + PORT_STANDARD;
    }
    if (!network.endsWith(")")) {
      throw new IllegalArgumentException(
          "Expected tcp(host:port) before the database, but its bracket is not closed");
    }
    String host = network.substring(open + 1, network.length() - 1);
    boolean hasPort = host.lastIndexOf(':') > host.lastIndexOf(']');
    return hasPort ? host : host + ":" + PORT_STANDARD;
  }

  private static Map<String, String> goProperties(Map<String, String> params) {
    var properties = new LinkedHashMap<String, String>();
    var variables = new LinkedHashMap<String, String>();
    params.forEach((name, value) -> {
      switch (name) {
        case "timeout" -> properties.put("connectTimeout", millis(name, value));
        case "readTimeout" -> properties.put("socketTimeout", millis(name, value));
        case "tls" -> properties.put("sslMode", sslMode(value));
        default -> {
          if (!OF_NO_MEANING_HERE.contains(name)) {
            variables.put(variable(name), value);
          }
        }
      }
    });
    // As in Go: whatever else is named is a variable of the server, set for each connection.
    if (!variables.isEmpty()) {
      properties.put(
          "sessionVariables",
          variables.entrySet().stream()
              .map(variable -> variable.getKey() + "=" + variable.getValue())
              .collect(joining(",")));
    }
    // Go uses TLS only where it is asked to, and then fetches the key that the password needs.
    properties.putIfAbsent("sslMode", "DISABLED");
    properties.put("allowPublicKeyRetrieval", "true");
    return properties;
  }

  private static String variable(String name) {
    if (!VARIABLE.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "Expected the name of a setting in the database address, but it is \"%s\""
              .formatted(name));
    }
    return name;
  }

  private static String sslMode(String tls) {
    return switch (tls) {
      case "true" -> "VERIFY_IDENTITY";
      case "skip-verify" -> "REQUIRED";
      case "preferred" -> "PREFERRED";
      case "false" -> "DISABLED";
      default ->
          throw new IllegalArgumentException(
              "Expected tls to be true, false, skip-verify or preferred, but it is \"%s\""
                  .formatted(tls));
    };
  }

  private static String millis(String name, String duration) {
    if (!GO_DURATION.matcher(duration).matches()) {
      throw new IllegalArgumentException(
          "Expected %s to be a duration like 1.5s or 500ms, but it is \"%s\""
              .formatted(name, duration));
    }
    double millis = 0;
    Matcher part = GO_DURATION_PART.matcher(duration);
    while (part.find()) {
      double perUnit =
          switch (part.group(2)) {
            case "ns" -> 1e-6;
            case "ms" -> 1;
            case "s" -> 1000;
            case "m" -> 60_000;
            case "h" -> 3_600_000;
            default -> 1e-3; // us, µs
          };
      millis += Double.parseDouble(part.group(1)) * perUnit;
    }
    return Long.toString(Math.round(millis));
  }

  private static Map<String, String> params(String query) {
    var params = new LinkedHashMap<String, String>();
    for (String param : query.split("&", -1)) {
      int equals = param.indexOf('=');
      if (equals > 0) {
        params.put(param.substring(0, equals), decoded(param.substring(equals + 1)));
      }
    }
    return params;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  /** For people: without the password. */
  @Override
  public String toString() {
    return "%s/%s as %s".formatted(hosts, database, user);
  }
}
