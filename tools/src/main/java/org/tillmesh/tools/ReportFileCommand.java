package org.tillmesh.tools;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tillmesh.relay.RelayControl;
import org.tillmesh.reports.export.ReportFile;
import org.tillmesh.reports.export.ReportFormat;
import org.tillmesh.reports.export.ReportWish;
import org.tillmesh.till.Till;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tillmesh report}: one report of a folder into a file. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description =
                "Writes a report over a till's or head office's records into a new file. A running relay is asked. An unknown"
                        + " name is answered with all names.")
final class ReportFileCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "Like sales-by-product.")
    String name;

    @Option(names = "--data", paramLabel = "DIR", required = true, description = "A till's or a relay's folder.")
    Path dir;

    @Option(
            names = "--period",
            paramLabel = "NAME",
            defaultValue = "",
            description = "today, yesterday, week, last-week, month or last-month.")
    String period;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            defaultValue = "",
            description = "A date, or a time with zone. Default: the beginning")
    String from;

    @Option(
            names = "--to",
            paramLabel = "TIME",
            defaultValue = "",
            description = "The last date, or a time that is not in it. Default: now")
    String to;

    @Option(
            names = "--by",
            paramLabel = "GROUP",
            defaultValue = "",
            description = "What sales and comparison sum by, like product.")
    String by;

    @Option(
            names = "--only",
            paramLabel = "WHAT=ID",
            description = "Narrows it: store, till, cashier, product, category, customer, tender.")
    Map<String, String> only = new TreeMap<>();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            required = true,
            description = "csv, xlsx, pdf or svg; of the journal odoo, zoho or sap too.")
    ReportFormat format;

    @Option(names = "--file", paramLabel = "FILE", description = "A new file. Default: NAME with the format's ending")
    @Nullable Path file;

    @Option(names = "--language", paramLabel = "LANG", defaultValue = "en", description = "en or ar, of the headings.")
    String language;

    @Option(names = "--bom", description = "Begins a csv with the mark of UTF-8.")
    boolean bom;

    @Override
    public Integer call() {
        return FailedCommand.saying(() -> {
            if (!language.equals("en") && !language.equals("ar")) {
                throw new IllegalArgumentException("The language is \"" + language + "\"; give en or ar");
            }
            var asked = new TreeMap<>(only);
            asked.putAll(Map.of("period", period, "from", from, "to", to, "by", by));
            Path into = file == null ? Path.of(name + "." + format.ending()) : file;
            var wish = new ReportWish(name, asked, format, Locale.forLanguageTag(language), bom, into);
            if (FolderCommands.isRelays(dir)) {
                new RelayControl(dir).report(wish);
            } else {
                try (Till till = FolderCommands.opened(dir)) {
                    ReportFile.save(till.keeper().report(name, wish.asked(), wish.language()), format, bom, into);
                }
            }
            System.out.println(name + " is in " + into);
            return 0;
        });
    }
}
