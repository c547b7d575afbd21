package dev.seatrial.run;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.jsontype.NamedType;

/** Writes a value of a sealed interface with its simple class name as {@code kind}, so that it can be read again. */
final class SealedKinds extends JacksonAnnotationIntrospector {

    private static final long serialVersionUID = 1L;

    @Override
    public JsonTypeInfo.@Nullable Value findPolymorphicTypeInfo(MapperConfig<?> config, Annotated annotated) {
        JsonTypeInfo.Value declared = super.findPolymorphicTypeInfo(config, annotated);
        if (declared == null && annotated instanceof AnnotatedClass && isSealed(annotated.getRawType())) {
            return JsonTypeInfo.Value.construct(
                    JsonTypeInfo.Id.SIMPLE_NAME, JsonTypeInfo.As.PROPERTY, "kind", null, false, true);
        }
        return declared;
    }

    @Override
    public @Nullable List<NamedType> findSubtypes(MapperConfig<?> config, Annotated annotated) {
        if (annotated instanceof AnnotatedClass && isSealed(annotated.getRawType())) {
            return Arrays.stream(annotated.getRawType().getPermittedSubclasses())
                    .map(NamedType::new)
                    .toList();
        }
        return super.findSubtypes(config, annotated);
    }

    private static boolean isSealed(Class<?> type) {
        return type.isInterface() && type.isSealed();
    }
}
