import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SortedSet;
import java.util.TreeSet;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;

/** PROFILE,PROFILE FILE… : the rules each file breaks of each profile, in one line each. */
public class VeraCheck {
    public static void main(String[] words) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        for (String file : Arrays.asList(words).subList(1, words.length)) {
            for (String profile : words[0].split(",")) {
                String broken = String.join(" ", broken(Path.of(file), PDFAFlavour.byFlavourId(profile)));
                System.out.println(file + "\t" + profile + "\t" + broken);
            }
        }
    }

    private static SortedSet<String> broken(Path file, PDFAFlavour profile) throws Exception {
        SortedSet<String> rules = new TreeSet<>();
        try (InputStream content = Files.newInputStream(file);
                PDFAParser parser = Foundries.defaultInstance().createParser(content, profile);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(profile, false)) {
            var result = validator.validate(parser);
            for (TestAssertion each : result.getTestAssertions()) {
                if (each.getStatus() == TestAssertion.Status.FAILED) {
                    rules.add(each.getRuleId().getClause() + "-" + each.getRuleId().getTestNumber());
                }
            }
            if (rules.isEmpty() && !result.isCompliant()) {
                rules.add("not compliant");
            }
        }
        return rules;
    }
}
