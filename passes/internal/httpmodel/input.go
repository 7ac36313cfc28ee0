package httpmodel

import (
	"go/types"
	"slices"
	"strings"

	"github.com/respvet/respvet/passes/internal/typeutil"
)

// Libraries that read what a client has sent. Their errors tell it what is wrong with
// its own input: that it cannot be parsed, or that it breaks a rule.

// parsers are the packages whose errors say why input could not be parsed, without the
// major version in the path of a module.
var parsers = []string{
	"encoding/json", "encoding/json/jsontext", "encoding/xml", "encoding/base64", "encoding/base32", "encoding/hex", "encoding/csv", "encoding/binary",
	"encoding/gob", "encoding/pem", "encoding/asn1", "strconv", "net/url", "net/netip", "net/mail", "time",
	"mime", "mime/multipart", "html/template", "text/template", "regexp", "math/big",
	"image", "image/gif", "image/jpeg", "image/png",

	"github.com/BurntSushi/toml", "github.com/Masterminds/semver", "github.com/ajg/form", "github.com/bytedance/sonic",
	"github.com/bytedance/sonic/decoder", "github.com/bytedance/sonic/internal/decoder", "github.com/dgrijalva/jwt-go", "github.com/evanphx/json-patch", "github.com/fxamacker/cbor", "github.com/mailru/easyjson",
	"github.com/valyala/fastjson", "github.com/vmihailenco/msgpack", "github.com/go-playground/form", "github.com/go-jose/go-jose/jwt", "github.com/go-viper/mapstructure", "github.com/goccy/go-json",
	"github.com/goccy/go-yaml", "github.com/gofrs/uuid", "github.com/golang-jwt/jwt", "github.com/google/uuid", "github.com/gorilla/schema",
	"github.com/hashicorp/go-version", "github.com/json-iterator/go", "github.com/lestrrat-go/jwx/jwt", "github.com/mitchellh/mapstructure", "github.com/oklog/ulid",
	"github.com/pelletier/go-toml", "github.com/robfig/cron", "github.com/rs/xid", "github.com/satori/go.uuid", "github.com/segmentio/encoding/json",
	"github.com/segmentio/ksuid", "github.com/shopspring/decimal", "go.yaml.in/yaml", "google.golang.org/protobuf/encoding/protodelim", "google.golang.org/protobuf/encoding/protojson",
	"google.golang.org/protobuf/encoding/prototext",
	"google.golang.org/protobuf/proto", "gopkg.in/evanphx/json-patch", "gopkg.in/yaml", "sigs.k8s.io/yaml",
}

// validators are those whose errors say which rule input breaks.
var validators = []string{
	"buf.build/go/protovalidate", "github.com/asaskevich/govalidator", "github.com/bufbuild/protovalidate-go", "github.com/getkin/kin-openapi/openapi3",
	"github.com/getkin/kin-openapi/openapi3filter", "github.com/go-openapi/errors", "github.com/go-openapi/strfmt", "github.com/go-openapi/validate",
	"github.com/go-ozzo/ozzo-validation", "github.com/go-playground/validator", "github.com/gookit/validate", "github.com/invopop/validation",
	"github.com/jellydator/validation", "github.com/santhosh-tekuri/jsonschema", "github.com/wagslane/go-password-validator",
	"github.com/xeipuuv/gojsonschema", "golang.org/x/crypto/bcrypt", "gopkg.in/go-playground/validator",
}

// IsParser reports whether the errors of a package's functions say why input
// could not be parsed, where no row says otherwise.
func IsParser(path string) bool { return slices.Contains(parsers, unversioned(path)) }

// IsValidator reports whether the errors of a package's functions, or of its types, say
// which rule a client's input breaks.
func IsValidator(path string) bool { return slices.Contains(validators, unversioned(path)) }

// Validates reports whether an unread method checks the value that it belongs to, or
// the one that it is given: the Validate of ozzo-validation, of go-openapi's models, of
// what protoc makes, and of the interfaces that programs declare after them.
func Validates(fn *types.Func) bool {
	sig := fn.Signature()
	return sig.Recv() != nil && sig.Results().Len() == 1 && typeutil.IsErrorInterface(sig.Results().At(0).Type()) &&
		slices.Contains([]string{"Validate", "ValidateAll", "ValidateStruct", "ValidateWithContext", "ContextValidate"}, fn.Name())
}

// makers begin the names of functions of a parsing package that read nothing: they make
// what others parse.
var makers = []string{"Append", "Encode", "Execute", "Flush", "Format", "Generate", "Marshal", "Sign", "Write"}

// Parses reports whether the error of a function says why input could not be parsed. That
// of uuid.NewV4 says that there is no chance left, that of SignedString what is wrong with
// a key.
func Parses(fn *types.Func) bool {
	switch {
	case !IsParser(fn.Pkg().Path()):
		return parsesText(fn)
	case slices.ContainsFunc(makers, func(m string) bool { return strings.HasPrefix(fn.Name(), m) }):
		return false
	}
	return !strings.HasPrefix(fn.Name(), "New") || fn.Signature().Params().Len() > 0
}

// Marshals reports whether a function that was not read encodes a value, as what generators
// make for messages does: its error, if it has any, names a type.
func Marshals(fn *types.Func) bool {
	res := fn.Signature().Results()
	return strings.HasPrefix(fn.Name(), "Marshal") && res.Len() == 2 && typeutil.IsText(res.At(0).Type()) && typeutil.IsErrorInterface(res.At(1).Type())
}

// parsesText reports whether a function of a package that does more than parsing reads
// a text: net.ParseCIDR, fmt.Sscanf.
func parsesText(fn *types.Func) bool {
	switch fn.Pkg().Path() {
	case "net":
		return strings.HasPrefix(fn.Name(), "Parse") || fn.Name() == "SplitHostPort"
	case "fmt":
		return strings.HasPrefix(fn.Name(), "Sscan")
	}
	return false
}

// unversioned cuts the major version off a path: "/v2" at its end or before a folder,
// ".v3" of gopkg.in.
func unversioned(path string) string {
	parts := strings.Split(path, "/")
	parts = slices.DeleteFunc(parts, func(s string) bool { return len(s) > 1 && s[0] == 'v' && strings.Trim(s[1:], "0123456789") == "" })
	if len(parts) == 0 {
		return path
	}
	last := &parts[len(parts)-1]
	if i := strings.LastIndex(*last, ".v"); i > 0 && strings.Trim((*last)[i+2:], "0123456789") == "" {
		*last = (*last)[:i]
	}
	return strings.Join(parts, "/")
}

// checkers are packages that read formats which no error response has: pictures,
// archives, compressed data. What their functions are given else gives an error.
var checkers = []string{
	"archive/tar", "compress/bzip2", "compress/gzip", "compress/zlib", "encoding/gob", "github.com/disintegration/imaging",
	"github.com/klauspost/compress/gzip", "github.com/klauspost/compress/zlib", "github.com/klauspost/compress/zstd", "github.com/klauspost/pgzip",
	"github.com/ulikunitz/xz", "image", "image/gif", "image/jpeg", "image/png", "golang.org/x/image/bmp", "golang.org/x/image/tiff", "golang.org/x/image/webp",
}

// ChecksFormat reports whether the functions of a package give an error for a body that
// an error response has.
func ChecksFormat(path string) bool { return slices.Contains(checkers, path) }
