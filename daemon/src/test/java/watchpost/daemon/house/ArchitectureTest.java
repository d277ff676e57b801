package watchpost.daemon.house;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.domain.properties.HasOwner;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The rules of docs/architecture.md. */
class ArchitectureTest {
    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("watchpost");

    private static final List<String> DOMAIN = List.of("config", "capture", "detector", "rules", "alerts", "testkit");

    /** Whose types may be seen by whom; a library that is not named here is free. */
    private static final Map<String, List<String>> LIBRARIES = Map.of(
            "io.vertx..", List.of("daemon"),
            "picocli..", List.of("daemon"),
            "org.bytedeco.ffmpeg..", List.of("capture", "testkit"),
            "org.bytedeco.javacv..", List.of(),
            "org.bytedeco.opencv..", List.of("alerts"),
            "ai.onnxruntime..", List.of("detector"),
            "org.eclipse.paho..", List.of("alerts", "testkit"),
            "jakarta.mail..", List.of("alerts"),
            "java.sql..", List.of("alerts"),
            "io.moquette..", List.of("testkit"));

    @Test
    void coreKnowsOnlyTheJdk() {
        check(classes()
                .that()
                .resideInAPackage("watchpost.core..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage("watchpost.core..", "java..", "org.jspecify..")));
    }

    @Test
    void rulesKnowOnlyCoreAndTheJdkAndNeitherThreadsNorLogsNorFiles() {
        check(classes()
                .that()
                .resideInAPackage("watchpost.rules..")
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage("watchpost.rules..", "watchpost.core..", "java..", "org.jspecify..")));
        check(noClasses()
                .that()
                .resideInAPackage("watchpost.rules..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "java.io..",
                        "java.nio.file..",
                        "java.net..",
                        "java.util.concurrent..",
                        "java.util.logging..")));
        check(noClasses()
                .that()
                .resideInAPackage("watchpost.rules..")
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java\\.lang\\.(Thread|System\\$Logger).*"));
    }

    @Test
    void nothingInCoreAndRulesReadsAClock() {
        for (Class<?> clock : List.of(
                java.time.Instant.class,
                java.time.LocalDate.class,
                java.time.LocalDateTime.class,
                java.time.ZonedDateTime.class)) {
            check(inCoreAndRules().should().callMethod(clock, "now"));
        }
        check(inCoreAndRules().should().callMethod(System.class, "nanoTime"));
        check(inCoreAndRules().should().callMethod(System.class, "currentTimeMillis"));
        check(inCoreAndRules().should().dependOnClassesThat().areAssignableTo(java.time.Clock.class));
    }

    @TestFactory
    Stream<DynamicTest> domainModulesKnowCoreOnly() {
        return DOMAIN.stream()
                .map(module -> DynamicTest.dynamicTest(module, () -> {
                    String[] others = Stream.concat(DOMAIN.stream(), Stream.of("daemon", "bench"))
                            .filter(other -> !other.equals(module))
                            .map(other -> "watchpost." + other + "..")
                            .toArray(String[]::new);
                    check(noClasses()
                            .that()
                            .resideInAPackage("watchpost." + module + "..")
                            .should()
                            .dependOnClassesThat(resideInAnyPackage(others)));
                }));
    }

    @TestFactory
    Stream<DynamicTest> librariesStayInTheirModules() {
        return LIBRARIES.entrySet().stream()
                .map(library -> DynamicTest.dynamicTest(library.getKey(), () -> {
                    String[] allowed = library.getValue().stream()
                            .map(module -> "watchpost." + module + "..")
                            .toArray(String[]::new);
                    check(noClasses()
                            .that()
                            .resideOutsideOfPackages(allowed)
                            .should()
                            .dependOnClassesThat(resideInAnyPackage(library.getKey())));
                }));
    }

    @Test
    void nativeAndDriverTypesStandInNoPublicSignature() {
        check(ArchRuleDefinition.methods()
                .that()
                .arePublic()
                .and()
                .areDeclaredInClassesThat()
                .arePublic()
                .should(showNoTypeOf(
                        "org.bytedeco",
                        "ai.onnxruntime",
                        "org.eclipse.paho",
                        "jakarta.mail",
                        "java.sql",
                        "org.sqlite")));
    }

    @Test
    void packagesFormNoCycle() {
        check(slices().matching("watchpost.(**)").should().beFreeOfCycles());
    }

    /** Each of these hides what is not to be recognised, or shows what it gets to nobody. */
    @Test
    void picturesLeaveTheCamerasThroughOneDoor() {
        for (String method : List.of("pictureAt", "partAt", "latestJpeg")) {
            check(noClasses()
                    .that()
                    .resideInAPackage("watchpost.daemon..")
                    .and()
                    .doNotHaveSimpleName("CameraPictures")
                    .should()
                    .callMethodWhere(JavaCall.Predicates.target(HasOwner.Predicates.With.owner(
                                    JavaClass.Predicates.assignableTo(watchpost.capture.Camera.class)))
                            .and(JavaCall.Predicates.target(HasName.Predicates.name(method)))));
        }
    }

    private static com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction inCoreAndRules() {
        return noClasses().that().resideInAnyPackage("watchpost.core..", "watchpost.rules..");
    }

    private static ArchCondition<JavaMethod> showNoTypeOf(String... packages) {
        return new ArchCondition<>("show no type of " + String.join(", ", packages)) {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                Stream.concat(Stream.of(method.getRawReturnType()), method.getRawParameterTypes().stream())
                        .filter(type -> Stream.of(packages)
                                .anyMatch(name -> type.getPackageName().startsWith(name)))
                        .filter(type -> !method.getModifiers().contains(JavaModifier.SYNTHETIC))
                        .forEach(type -> events.add(SimpleConditionEvent.violated(
                                method, method.getFullName() + " shows " + type.getName())));
            }
        };
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(PRODUCT);
    }
}
