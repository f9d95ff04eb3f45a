package io.github.dl4jquantum.pde;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Arrows between packages point down only: iterator, record, problem, solver; metric stands alone. */
@Timeout(30)
class PdeArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.github.dl4jquantum");

    @Test
    void arrowsPointDown() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("iterator")
                .definedBy("..pde.iterator..")
                .optionalLayer("record")
                .definedBy("..pde.record..")
                .layer("problem")
                .definedBy("..pde.problem..")
                .layer("solver")
                .definedBy("..pde.solver..")
                .layer("metric")
                .definedBy("..pde.metric..")
                .whereLayer("iterator")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("record")
                .mayOnlyBeAccessedByLayers("iterator")
                .whereLayer("problem")
                .mayOnlyBeAccessedByLayers("iterator", "record")
                .whereLayer("metric")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("metric")
                .mayNotAccessAnyLayer()
                .check(CLASSES);
    }

    @Test
    void noCircles() {
        SlicesRuleDefinition.slices()
                .matching("io.github.dl4jquantum.pde.(**)")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }

    @Test
    void solversArePlainJavaButForTheFourierTransformAndVectors() {
        noClasses()
                .that()
                .resideInAPackage("..pde.solver..")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages(
                        "java..",
                        "jdk.incubator.vector..",
                        "org.hipparchus.transform..",
                        "io.github.dl4jquantum.pde.solver..")
                .check(CLASSES);
    }

    @Test
    void nothingQuantumIsKnownHere() {
        noClasses()
                .that()
                .resideInAPackage("io.github.dl4jquantum.pde..")
                .should()
                .dependOnClassesThat(resideInAPackage("io.github.dl4jquantum..")
                        .and(not(resideInAPackage("io.github.dl4jquantum.pde.."))))
                .check(CLASSES);
    }
}
